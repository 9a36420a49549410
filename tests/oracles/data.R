# Writes data/*.csv and data/syn96_truth.json, what the drawn sets were drawn from. Run in this folder: Rscript data.R
suppressMessages({library(psych); library(lavaan); library(mvtnorm)})
source("common.R")
write <- function(x, name) write.csv(x, file.path("data", name), row.names = FALSE, na = "")

data(bock, package = "psych")
write(as.data.frame(lsat6), "lsat6.csv")

hs <- HolzingerSwineford1939
tests <- hs[, paste0("x", 1:9)]
cut3 <- function(v) as.integer(cut(v, quantile(v, c(0, 1/3, 2/3, 1)), include.lowest = TRUE, labels = FALSE))
write(cbind(school = hs$school, sex = hs$sex, as.data.frame(lapply(tests, cut3))), "hs39_ord3.csv")
write(cbind(school = hs$school, sex = hs$sex, as.data.frame(lapply(tests, function(v) as.integer(v > median(v))))), "hs39_bin.csv")

# 24 items of three correlated factors, 8 items each, with shares of "yes" from .045 to .80.
Lambda <- matrix(0, 24, 3)
for (k in 1:3) Lambda[(8 * (k - 1) + 1):(8 * k), k] <- c(.80, .75, .70, .65, .60, .70, .55, .50)
Phi <- matrix(c(1, .35, .25, .35, 1, .30, .25, .30, 1), 3)
yes <- c(.50, .60, .35, .70, .45, .25, .80, .55, .40, .65, .50, .30, .75, .20, .60, .45, .55, .70, .35, .50, .15, .65, .40, .045)
draw <- function(n, seed, tau) {
  set.seed(seed)
  Sigma <- Lambda %*% Phi %*% t(Lambda)
  diag(Sigma) <- 1
  z <- rmvnorm(n, sigma = Sigma, method = "chol")
  x <- 1L * (t(t(z) > tau))
  colnames(x) <- sprintf("q%02d", 1:24)
  x
}
empty <- function(x, i, j) min(table(factor(x[, i], 0:1), factor(x[, j], 0:1))) == 0

# The first seed with exactly 4 "yes" to q24, every item between 3 and 97 % and an empty cell in a pair without q24.
tau <- qnorm(1 - yes)
seed <- SEED
repeat {
  x <- draw(96, seed, tau)
  if (sum(x[, 24]) == 4 && all(colMeans(x) > .03 & colMeans(x) < .97) && any(combn(23, 2, function(p) empty(x, p[1], p[2])))) break
  seed <- seed + 1
}
write(data.frame(group = rep(c("A", "B"), each = 48), x), "syn96.csv")
x96 <- x
set.seed(7)
x[matrix(runif(length(x)) < .05, nrow(x))] <- NA
write(data.frame(group = rep(c("A", "B"), each = 48), x), "syn96na.csv")
write(data.frame(group = rep(c("A", "B"), 500), draw(1000, 1000 + seed, replace(tau, 24, qnorm(.7)))), "syn1000.csv")

empties <- Filter(function(p) empty(x96, p[1], p[2]), combn(24, 2, simplify = FALSE))
json_out(list(seed_syn96 = seed, seed_syn1000 = 1000 + seed, seed_missing = 7, loadings = Lambda, phi = Phi, prevalence_design = yes,
              tau_design = tau, yes_counts = as.list(colSums(x96)),
              pairs_with_zero_cell = lapply(empties, function(p) {
                n <- table(x96[, p[1]], x96[, p[2]])
                list(i = colnames(x96)[p[1]], j = colnames(x96)[p[2]], n00 = n[1, 1], n01 = n[1, 2], n10 = n[2, 1], n11 = n[2, 2])
              }), n_missing = sum(is.na(x))), "data", "syn96_truth.json")
