"""The same engine behind HTTP: a REST API for agents and guards in any language (the extra ``server``)."""
