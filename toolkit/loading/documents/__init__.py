"""Documents that people write and print: Word, RTF, OpenDocument, EPUB, PDF."""
