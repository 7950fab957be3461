"""What is made of a knowledge base for readers: a site, and exports."""
