"""Pages for those who run the platform: people, agencies, letters, health."""
