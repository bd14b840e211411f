"""Pure rules of reviews: words, sums of compliance cost, what a sheet still lacks, days."""
