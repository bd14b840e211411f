"""The ground under the processes: folders, the embedded database, the supervisor. Works before Django does."""
