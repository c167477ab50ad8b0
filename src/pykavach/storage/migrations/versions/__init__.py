"""The revisions of the schema, one after the other. What has been released is never changed."""
