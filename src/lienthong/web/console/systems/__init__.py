"""The register of ministries' software, kept by the console."""
