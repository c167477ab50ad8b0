"""The dashboard: pages for people, over the same house as the API. Works without JavaScript; nothing comes from elsewhere."""
