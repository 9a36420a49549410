# Writes n_factors.json: Velicer's MAP, Very Simple Structure and parallel analysis. Run in this folder.
suppressMessages(library(psych))
source("common.R")
pdf(NULL)

simple <- function(S, n) {
  found <- quiet(VSS(S, n = min(6, ncol(S) - 2), n.obs = n, plot = FALSE))
  list(map = found$map, vss1 = found$cfit.1, vss2 = found$cfit.2)
}
# fa.*: eigenvalues of the reduced matrix, pc.*: of the full one; sim: of normal numbers, simr: of shuffled answers; 95th percentiles.
PARALLEL <- c("nfact", "ncomp", "fa.values", "pc.values", "fa.sim", "fa.simr", "pc.sim", "pc.simr")
parallel <- function(x, cor, times) {
  set.seed(SEED)
  found <- quiet(fa.parallel(x, n.iter = times, cor = cor, fa = "both", plot = FALSE, quant = .95))
  c(list(n.iter = times, seed = SEED), unclass(found)[PARALLEL])
}

for (set in SETS) {
  x <- answers(set)
  json_out(list(pearson = simple(cor(x, use = "pairwise"), nrow(x)), tet05 = simple(psych_tetrachoric(x), nrow(x)),
                parallel_cor = parallel(x, "cor", 100), parallel_tet = parallel(x, "tet", 20)), set, "n_factors.json")
}
