"""What agencies and newsrooms send: NITF, NewsML, ninjs, teleprinter formats, feeds, e-mail."""
