"""Small networks of this project for languages without a large model: convolutions over what a dictionary says."""
