# Writes the factor solutions: fa_psych.json as psych prints them, fa_exact.json optimised to the end. After correlation.R.
suppressMessages({library(psych); library(GPArotation)})
source("common.R")

# -- psych::fa ---------------------------------------------------------------------------------------------------------
NUMBERS <- c("dof", "objective", "null.dof", "null.chisq", "STATISTIC", "PVAL", "TLI", "BIC", "rms", "crms")
solution <- function(f) c(
  list(loadings = table_of(f$loadings), Phi = table_of(f$Phi), communality = as.list(f$communality),
       uniquenesses = as.list(f$uniquenesses), chi_empirical = f$chi, RMSEA = as.list(f$RMSEA), Vaccounted = table_of(f$Vaccounted)),
  unclass(f)[NUMBERS])

by_psych <- function(matrices, counts, n) {
  found <- list()
  for (m in names(matrices)) for (q in counts) for (method in c("minres", "ml", "pa")) {
    if (method == "ml" && singular(matrices[[m]])) next  # maximum likelihood of a smoothed matrix means nothing
    for (rotation in if (q == 1) "none" else c("none", "varimax", "promax", "oblimin")) {
      set.seed(1)
      f <- quiet(fa(matrices[[m]], nfactors = q, n.obs = n, fm = method, rotate = rotation))
      found[[paste(m, q, method, rotation, sep = "|")]] <- solution(f)
    }
  }
  found
}
singular <- function(S) min(eigen(S, only.values = TRUE)$values) < 1e-8

# -- the same estimators, from several starts, stopped by rounding only ------------------------------------------------
# Both are functions of the uniquenesses alone (Harman and Jones 1966; Joereskog 1967), which are kept in [.005, 1] as in psych.
minres <- list(
  value = function(u, S, q) sum(eigen(S - diag(u), TRUE)$values[-(1:q)]^2) / 2,
  slope = function(u, S, q) { e <- eigen(S - diag(u), TRUE); rest <- -(1:q); -drop(e$vectors[, rest]^2 %*% e$values[rest]) },
  loadings = function(u, S, q) { e <- eigen(S - diag(u), TRUE); e$vectors[, 1:q, drop = FALSE] %*% diag(sqrt(pmax(e$values[1:q], 0)), q) })
scaled <- function(u, S) eigen(S / sqrt(outer(u, u)), TRUE)
ml <- list(
  value = function(u, S, q) { e <- scaled(u, S)$values[-(1:q)]; sum(e - log(e) - 1) },
  slope = function(u, S, q) { L <- ml$loadings(u, S, q); (rowSums(L^2) + u - diag(S)) / u^2 },
  loadings = function(u, S, q) {
    e <- scaled(u, S)
    sqrt(u) * e$vectors[, 1:q, drop = FALSE] %*% diag(sqrt(pmax(e$values[1:q] - 1, 0)), q)
  })

extract <- function(S, q, method, starts = 4, least = .005) {
  p <- nrow(S)
  first <- tryCatch(1 / diag(solve(S)), error = function(e) rep(.5, p))
  if (any(first <= 0 | first > 1)) first <- rep(.5, p)
  set.seed(99)
  best <- NULL
  for (k in 1:starts) {
    from <- pmax(if (k == 1) first else runif(p, .1, .95), least)
    found <- nlminb(from, method$value, gradient = method$slope, S = S, q = q, lower = least, upper = 1,
                    control = list(rel.tol = 1e-15, x.tol = 1e-14, abs.tol = 0, iter.max = 2000, eval.max = 4000))
    if (is.null(best) || found$objective < best$objective - 1e-13) best <- found
  }
  L <- method$loadings(best$par, S, q)
  L <- L %*% diag(ifelse(colSums(L) < 0, -1, 1), q)
  rownames(L) <- rownames(S)
  list(loadings = L, uniquenesses = best$par, objective = best$objective, on_bound = sum(best$par <= least + 1e-9))
}

rotate <- function(L, starts = 6) {
  if (ncol(L) < 2) return(NULL)
  set.seed(5)
  best <- NULL
  for (k in 1:starts) {
    found <- quiet(oblimin(L, Tmat = if (k == 1) diag(ncol(L)) else Random.Start(ncol(L)), eps = 1e-9, maxit = 2000))
    found$criterion <- found$Table[nrow(found$Table), 2]
    if (is.null(best) || found$criterion < best$criterion - 1e-12) best <- found
  }
  list(oblimin = list(loadings = table_of(best$loadings), Phi = table_of(best$Phi), criterion = best$criterion, kaiser = FALSE, gamma = 0),
       varimax = list(loadings = table_of(stats::varimax(L, normalize = TRUE, eps = 1e-14)$loadings), kaiser = TRUE))
}

exactly <- function(matrices, counts) {
  found <- list()
  for (m in names(matrices)) for (q in counts) for (name in c("minres", "ml")) {
    if (name == "ml" && singular(matrices[[m]])) next
    e <- extract(matrices[[m]], q, get(name))
    found[[paste(m, q, name, sep = "|")]] <- list(loadings_unrotated = table_of(e$loadings), uniquenesses = e$uniquenesses,
      objective = e$objective, n_on_lower_bound = e$on_bound, rotated = rotate(e$loadings))
  }
  found
}

COUNTS <- list(lsat6 = 1:2, syn96 = c(1, 3), syn96na = 3, syn1000 = c(1, 3), hs39 = c(1, 3))
for (set in SETS) {
  x <- answers(set)
  pearson <- cor(x, use = "pairwise")
  json_out(by_psych(list(pearson = pearson, tet05 = psych_tetrachoric(x)), COUNTS[[set]], nrow(x)), set, "fa_psych.json", digits = I(8))
  json_out(exactly(list(pearson = pearson, exact05 = exact_tetrachoric(set)), COUNTS[[set]]), set, "fa_exact.json")
}
