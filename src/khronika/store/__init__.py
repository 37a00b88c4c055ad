"""The chronicle: reports, what was coded from them, what people decided; on SQLite, or PostgreSQL when outgrown."""
