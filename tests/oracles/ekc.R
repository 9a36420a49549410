# Writes ekc.json, the empirical Kaiser criterion by the formula of Braeken and van Assen (2017), Psychological Methods 22, 450-466,
# for Pearson's correlations. Run in this folder: Rscript ekc.R
source("common.R")

for (set in SETS) {
  x <- answers(set)
  values <- eigen(cor(x, use = "pairwise"), symmetric = TRUE, only.values = TRUE)$values
  p <- length(values)
  n <- max(colSums(!is.na(x)))  # as many as answered the item that most answered
  reference <- numeric(p)
  for (j in 1:p) {
    before <- if (j > 1) sum(values[1:(j - 1)]) else 0
    reference[j] <- max((p - before) / (p - j + 1) * (1 + sqrt(p / n))^2, 1)
  }
  below <- which(values <= reference)
  json_out(list(n = n, eigenvalues = values, reference = reference, factors = if (length(below)) below[1] - 1 else p), set, "ekc.json")
}
