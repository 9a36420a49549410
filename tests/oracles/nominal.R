# Writes nominal/crosstab.json, nominal/shares.json and nominal/logit.json: tables of nominal answers, shares, logit with and without
# Firth's correction. Run in this folder: Rscript nominal.R
source("common.R")
suppressMessages({library(vcd); library(brglm2)})
set.seed(SEED)

# -- crossed tables ----------------------------------------------------------------------------------------------------
drawn <- function(r, c, n, bend) {
  p <- outer(seq_len(r), seq_len(c), function(i, j) 1 + bend * (i == j))
  matrix(rmultinom(1, n, p), r)
}
tables <- list(
  tea = matrix(c(3, 1, 1, 3), 2),  # Fisher (1935), The Design of Experiments: the lady tasting tea
  job = matrix(c(1, 2, 1, 0, 3, 3, 6, 1, 10, 10, 14, 9, 6, 7, 12, 11), 4),  # Agresti (2002), Categorical Data Analysis, 57
  empty = matrix(c(9, 3, 0, 12), 2),
  separated = matrix(c(7, 0, 0, 5), 2),
  drawn22 = drawn(2, 2, 96, 1), drawn24 = drawn(2, 4, 96, 1), drawn33 = drawn(3, 3, 40, 1), drawn34 = drawn(3, 4, 96, 1),
  drawn36 = drawn(3, 6, 60, 1), drawn28 = drawn(2, 8, 96, 0), drawn55 = drawn(5, 5, 30, 1)
)

bergsma <- function(chi, r, c, n) {
  phi <- max(0, chi / n - (r - 1) * (c - 1) / (n - 1))
  sqrt(phi / (min(r - (r - 1)^2 / (n - 1), c - (c - 1)^2 / (n - 1)) - 1))
}
noncentrality <- function(chi, df, p) {  # at which chi has the distribution function p
  if (pchisq(chi, df) <= p) return(0)
  uniroot(function(ncp) pchisq(chi, df, ncp) - p, c(0, 10 * chi + 50), tol = 1e-12)$root
}

crossed <- lapply(tables, function(t) {
  found <- suppressWarnings(chisq.test(t, correct = FALSE))
  stats <- summary(assocstats(t))$object
  n <- sum(t); k <- min(dim(t)) - 1; chi <- unname(found$statistic); df <- unname(found$parameter)
  out <- list(
    table = t, chi_square = chi, df = df, p_chi_square = found$p.value, expected = found$expected, residuals = found$stdres,
    v = stats$cramer, v_corrected = bergsma(chi, nrow(t), ncol(t), n),
    v_low = sqrt(noncentrality(chi, df, .975) / (n * k)), v_high = min(1, sqrt(noncentrality(chi, df, .025) / (n * k))),
    p = fisher.test(t, workspace = 2e8)$p.value
  )
  if (all(dim(t) == 2)) {
    exact <- fisher.test(t)
    filled <- if (any(t == 0)) t + .5 else t
    wald <- exp(confint(loddsratio(filled, correct = FALSE)))
    out <- c(out, list(conditional = unname(exact$estimate), exact = as.numeric(exact$conf.int), wald = as.numeric(wald)))
  }
  out
})
dir.create("nominal", showWarnings = FALSE)
json_out(crossed, "nominal", "crosstab.json")

# -- shares ------------------------------------------------------------------------------------------------------------
shares <- expand.grid(n = c(0, 1, 33, 48, 49, 54, 64, 65, 76, 96), base = 96, share = c(1 / 2, 2 / 3))
for (way in c("greater", "less", "two.sided")) {
  shares[[way]] <- mapply(function(n, base, share) binom.test(n, base, share, way)$p.value, shares$n, shares$base, shares$share)
}
p <- c(.001, .04, .03, .2, .011, .5)
pairs <- data.frame(first = c(30, 5, 0, 70, 1), second = c(12, 5, 3, 1, 1))
pairs$p <- mapply(function(a, b) binom.test(a, a + b)$p.value, pairs$first, pairs$second)
json_out(list(shares = shares, pairs = pairs, p = p, holm = p.adjust(p, "holm"), bh = p.adjust(p, "BH")), "nominal", "shares.json")

# -- logit -------------------------------------------------------------------------------------------------------------
penalised <- function(x, y, b) {  # log-likelihood with Firth's penalty; x with its constant
  eta <- drop(x %*% b); w <- dlogis(eta)
  sum(y * plogis(eta, log.p = TRUE) + (1 - y) * plogis(-eta, log.p = TRUE)) +
    .5 * as.numeric(determinant(crossprod(x * sqrt(w)))$modulus)
}
plain <- function(x, y, b) { eta <- drop(x %*% b); sum(y * plogis(eta, log.p = TRUE) + (1 - y) * plogis(-eta, log.p = TRUE)) }
held <- function(value, x, y, start, j, at) {  # the best value with coefficient j held at `at`
  free <- setdiff(seq_along(start), j)
  put <- function(b) { full <- start; full[j] <- at; full[free] <- b; full }
  best <- start[free]
  for (turn in 1:6) best <- optim(best, function(b) -value(x, y, put(b)), method = "BFGS", control = list(reltol = 1e-16, maxit = 5000))$par
  value(x, y, put(best))
}
profile <- function(value, x, y, b) {
  top <- value(x, y, b); limit <- qchisq(.95, 1) / 2
  t(sapply(seq_along(b), function(j) {
    gap <- function(at) top - held(value, x, y, b, j, at) - limit
    reach <- function(way) { step <- 1; while (gap(b[j] + way * step) < 0) step <- 2 * step; b[j] + way * step }
    c(low = uniroot(gap, c(reach(-1), b[j]), tol = 1e-9)$root, high = uniroot(gap, c(b[j], reach(1)), tol = 1e-9)$root,
      p = pchisq(2 * (top - held(value, x, y, b, j, 0)), 1, lower.tail = FALSE))
  }))
}
fitted <- function(x, y, firth) {
  frame <- data.frame(y = y, x)
  found <- if (firth) glm(y ~ ., binomial, frame, method = brglm_fit, type = "AS_mean", epsilon = 1e-12, maxit = 1000)
           else glm(y ~ ., binomial, frame, epsilon = 1e-14)
  full <- model.matrix(found); b <- coef(found); value <- if (firth) penalised else plain
  limits <- profile(value, full, y, b)
  list(coefficients = unname(b), errors = unname(sqrt(diag(vcov(found)))), low = limits[, "low"], high = limits[, "high"],
       p = limits[, "p"], log_likelihood = value(full, y, b),
       whole = { null <- glm(y ~ 1, binomial)
                 none <- optimise(function(a) value(full, y, c(a, rep(0, ncol(full) - 1))), c(-10, 10), maximum = TRUE, tol = 1e-12)
                 pchisq(2 * (value(full, y, b) - none$objective), ncol(full) - 1, lower.tail = FALSE) })
}
data(endometrial)
few <- data.frame(a = rep(c(0, 1, 0, 1), c(14, 10, 9, 7)), b = rep(c(0, 0, 1, 1), c(14, 10, 9, 7)))
few_y <- c(rep(1, 5), rep(0, 9), rep(1, 6), rep(0, 4), rep(1, 9), rep(1, 7))
many <- data.frame(a = rbinom(96, 1, .4), b = rbinom(96, 1, .6), age = round(rnorm(96, 45, 9)))
many_y <- rbinom(96, 1, plogis(-1 + .9 * many$a - .5 * many$b + .02 * many$age))
sets <- list(endometrial = list(x = endometrial[, c("NV", "PI", "EH")], y = endometrial$HG), few = list(x = few, y = few_y),
             many = list(x = many, y = many_y))
json_out(lapply(sets, function(one) {
  apart <- one$x
  c(list(x = as.matrix(apart), y = one$y, firth = fitted(apart, one$y, TRUE)),
    if (identical(one$y, many_y)) list(ml = fitted(apart, one$y, FALSE)))
}), "nominal", "logit.json")
