# Writes reliability.json: alpha, KR-20, ordinal alpha, omega and split halves. After correlation.R.
suppressMessages({library(psych); library(GPArotation)})
source("common.R")
pdf(NULL)

alpha_of <- function(S) { p <- ncol(S); p / (p - 1) * (1 - sum(diag(S)) / sum(S)) }
kr20 <- function(x) {
  p <- ncol(x)
  yes <- colMeans(x)
  p / (p - 1) * (1 - sum(yes * (1 - yes)) / mean((rowSums(x) - mean(rowSums(x)))^2))
}
alpha_by_psych <- function(x) {
  found <- quiet(psych::alpha(x, check.keys = FALSE, warnings = FALSE))
  feldt <- alpha.ci(found$total$raw_alpha, n.obs = nrow(x), n.var = ncol(x))
  list(total = as.list(found$total), feldt_ci_from_alpha.ci = list(lower = unlist(feldt$lower.ci), upper = unlist(feldt$upper.ci)),
       alpha_drop = table_of(found$alpha.drop), item_stats = table_of(found$item.stats))
}
omega_by_psych <- function(S, q, n) {
  set.seed(1)
  o <- quiet(omega(S, nfactors = q, n.obs = n, plot = FALSE, flip = FALSE, fm = "minres"))
  c(o[c("omega_h", "omega.lim", "omega.tot", "alpha", "G6")],
    list(schmid = table_of(o$schmid$sl), gloading = table_of(o$schmid$gloading), oblique = table_of(o$schmid$oblique),
         phi = table_of(o$schmid$phi), omega.group = table_of(o$omega.group), nfactors = q))
}
halves <- function(S) { set.seed(1); quiet(splitHalf(S))[c("maxrb", "minrb", "meanr", "alpha", "lambda6", "lambda2")] }

for (set in SETS) {
  x <- answers(set)
  complete <- x[complete.cases(x), ]
  pearson <- cor(x, use = "pairwise")
  tet05 <- psych_tetrachoric(x)
  q <- if (set == "lsat6") 2 else 3
  json_out(list(
    alpha_psych = alpha_by_psych(x),
    KR20_complete_cases = list(kr20 = kr20(complete), n = nrow(complete)),
    alpha_complete_cases = list(alpha = alpha_of(cov(complete)), n = nrow(complete)),
    ordinal_alpha = quiet(psych::alpha(tet05, n.obs = nrow(x), check.keys = FALSE, warnings = FALSE))$total$std.alpha,
    ordinal_alpha_exact_matrix = alpha_of(exact_tetrachoric(set)),
    omega_pearson = omega_by_psych(pearson, q, nrow(x)), splithalf_pearson = halves(pearson),
    omega_tet05 = omega_by_psych(tet05, q, nrow(x)), splithalf_tet05 = halves(tet05),
    mean_interitem_r = mean(pearson[lower.tri(pearson)])), set, "reliability.json")
}
