"""The jobs that commands run, one a module: they read files, send values through the other rooms, and write."""
