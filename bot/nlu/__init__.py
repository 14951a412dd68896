"""Understanding: what the buyer wants and which exact things the text names; one graph component per file."""
