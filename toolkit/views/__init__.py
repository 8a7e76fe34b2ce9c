"""Results for the eye: figures, marked articles, the terminal, fields in JupyterLab."""
