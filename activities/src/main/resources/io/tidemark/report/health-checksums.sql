SELECT datname AS database, checksum_failures AS failures, checksum_last_failure AS last_failure, current_setting('data_checksums')::boolean AS enabled
FROM pg_stat_database WHERE datid <> 0
