# Writes the matrices, thresholds, variances, KMO and Bartlett from data/*.csv. Run in this folder: Rscript correlation.R
suppressMessages({library(psych); library(lavaan); library(jsonlite); library(pbivnorm)})
source("common.R")

# -- two-step tetrachoric correlation as the root of its score equation ------------------------------------------------
cells <- function(h, k, r) {
  p <- pbivnorm(h, k, r)
  matrix(c(p, pnorm(k) - p, pnorm(h) - p, 1 - pnorm(h) - pnorm(k) + p), 2)
}
score <- function(r, n, h, k) {
  p <- cells(h, k, r)
  sum(n * matrix(c(1, -1, -1, 1), 2) / pmax(p, 1e-300))
}
root <- function(n, h, k) {
  sign0 <- sign(score(0, n, h, k))
  if (sign0 == 0) return(0)
  last <- 0
  for (r in c(.3, .6, .8, .9, .95, .98, .99, .995, .999, .9995, .9999, .99999)) {
    if (sign(score(sign0 * r, n, h, k)) != sign0)
      return(uniroot(score, sort(c(last, sign0 * r)), n = n, h = h, k = k, tol = 1e-15, maxiter = 5000)$root)
    last <- sign0 * r
  }
  sign0
}
tetrachoric_exact <- function(x, correct) {
  tau <- apply(x, 2, function(v) qnorm(mean(v == 0, na.rm = TRUE)))
  R <- diag(ncol(x))
  dimnames(R) <- list(colnames(x), colnames(x))
  for (i in 1:(ncol(x) - 1)) for (j in (i + 1):ncol(x)) {
    n <- unclass(table(factor(x[, i], 0:1), factor(x[, j], 0:1)))
    if (correct == "psych") n[n == 0] <- .5
    if (correct == "lavaan" && sum(n == 0) == 1) {  # zero.add = c(0.5, 0), zero.keep.margins = TRUE
      opposite <- matrix(c(.5, -.5, -.5, .5), 2)
      n <- if (n[1, 1] == 0 || n[2, 2] == 0) n + opposite else n - opposite
    }
    R[i, j] <- R[j, i] <- if (min(n) > 0) root(n, tau[i], tau[j]) else if (n[1, 1] == 0 || n[2, 2] == 0) -1 else 1
  }
  R
}

# -- all sets of yes/no items ------------------------------------------------------------------------------------------
for (set in SETS) {
  x <- answers(set)
  pearson <- cor(x, use = "pairwise")
  matrix_out(pearson, set, "pearson.csv")
  matrix_out(t(!is.na(x)) %*% (!is.na(x)), set, "pairwise_n.csv")
  for (correct in c("none", "psych", "lavaan")) matrix_out(tetrachoric_exact(x, correct), set, sprintf("tetrachoric_exact_%s.csv", correct))
  smoothed <- suppressWarnings(cor.smooth(tetrachoric_exact(x, "psych")))
  matrix_out(smoothed, set, "tetrachoric_exact_psych_smoothed.csv")
  d <- as.data.frame(x)
  by_lavaan <- function(what) unclass(quiet(lavCor(d, ordered = names(d), missing = "pairwise", output = what)))
  matrix_out(by_lavaan("cor"), set, "lavCor.csv")
  json_out(list(thresholds = as.list(by_lavaan("th"))), set, "lavCor_thresholds.json")
  tau <- quiet(tetrachoric(x, correct = .5))$tau
  matrix_out(cbind(tau = tau, prop_yes = colMeans(x, na.rm = TRUE)), set, "thresholds_psych.csv")
  json_out(lapply(list(pearson = pearson, exact05 = smoothed), function(m) {
    k <- KMO(m)
    list(KMO_overall = k$MSA, KMO_items = as.list(k$MSAi), bartlett = cortest.bartlett(m, n = nrow(x))[c("chisq", "p.value", "df")],
         eigenvalues = eigen(m)$values, n = nrow(x))
  }), set, "kmo_bartlett_eigen.json")
}

# -- variances of thresholds and correlations --------------------------------------------------------------------------
gamma <- function(name, set, out, model) {
  fit <- suppressWarnings(cfa(model, data = read(name), ordered = TRUE, estimator = "WLSMV", std.lv = TRUE))
  stats <- lavInspect(fit, "sampstat")
  r <- unclass(stats$cov)
  json_out(list(polychoric = list(rows = rownames(r), cols = colnames(r), values = unname(r)), thresholds = as.list(unclass(stats$th)),
                gamma_diag = diag(lavInspect(fit, "gamma"))), set, out)
}
three <- "a =~ x1 + x2 + x3\nb =~ x4 + x5 + x6\nc =~ x7 + x8 + x9"
gamma("hs39_bin.csv", "hs39", "lavaan_binary.json", three)
gamma("hs39_ord3.csv", "hs39", "lavaan_ord3.json", three)
factor <- function(name, items) paste(name, "=~", paste(sprintf("q%02d", items), collapse = " + "))
gamma("syn96.csv", "syn96", "lavaan_binary.json", paste(factor("a", 1:8), factor("b", 9:16), factor("c", 17:24), sep = "\n"))
