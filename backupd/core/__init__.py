"""What every feature stands on: settings, the library, the database, files, jobs, the clock, errors and the log."""
