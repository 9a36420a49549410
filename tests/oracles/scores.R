# Writes the weights of factor scores and the scores of the first 20 people: minres, oblimin, psych's tetrachoric matrix.
# Only sets whose matrix is positive definite as it was estimated. Run in this folder.
suppressMessages({library(psych); library(GPArotation)})
source("common.R")

for (set in c("lsat6", "syn1000", "hs39")) {
  x <- answers(set)
  S <- psych_tetrachoric(x)
  q <- if (set == "lsat6") 2 else 3
  set.seed(1)
  solution <- quiet(fa(S, nfactors = q, n.obs = nrow(x), fm = "minres", rotate = "oblimin"))
  found <- list()
  for (method in c("Thurstone", "Bartlett", "tenBerge")) {
    scores <- quiet(factor.scores(x, solution, method = method, rho = S, impute = "none"))
    found[[method]] <- list(weights = table_of(scores$weights), R2 = scores$R2)
    matrix_out(head(scores$scores, 20), set, sprintf("scores_%s.csv", method))
  }
  json_out(c(found, list(nfactors = q, matrix = "tet05")), set, "scores_weights.json")
}
