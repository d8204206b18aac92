SELECT name, installed_version AS installed, default_version AS available FROM pg_available_extensions
WHERE installed_version IS NOT NULL AND installed_version <> default_version ORDER BY 1
