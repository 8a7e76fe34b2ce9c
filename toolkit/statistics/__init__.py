"""Questions of corpus linguistics put to a corpus, a module each; every answer is a table."""
