# Writes paired.json: tests for dependent answers, kappa, equivalence of dependent shares, Friedman's test. Needs no other script.
suppressMessages({library(coin); library(vcd)})
source("common.R")

# -- tables and answers ------------------------------------------------------------------------------------------------
tables <- list(
  three = matrix(c(20, 10, 5, 3, 30, 15, 2, 5, 40), 3, byrow = TRUE),
  grip = matrix(c(1520, 266, 124, 66, 234, 1512, 432, 78, 117, 362, 1772, 205, 36, 82, 179, 492), 4, byrow = TRUE),  # Stuart (1955)
  small = matrix(c(4, 3, 1, 0, 5, 2, 1, 1, 6), 3, byrow = TRUE),
  binary = matrix(c(20, 5, 10, 15), 2, byrow = TRUE))
square <- function(t) as.table(`dimnames<-`(t, list(first = seq_len(nrow(t)), second = seq_len(nrow(t)))))
set.seed(SEED)
binary <- matrix(rbinom(96 * 3, 1, rep(c(.5, .6, .7), each = 96)), 96)
few <- matrix(rbinom(14 * 3, 1, rep(c(.3, .6, .8), each = 14)), 14)
ratings <- rbind(c(1, 2, 3, 4), c(1, 3, 2, 4), c(2, 1, 3, 4))
tied <- rbind(c(1, 2, 2, 4), c(1, 1, 3, 4), c(2, 1, 3, 3), c(3, 1, 4, 2))

# -- of a square table -------------------------------------------------------------------------------------------------
chi <- function(h) list(statistic = unname(h$statistic), df = unname(h$parameter), p = unname(h$p.value))
exact_symmetry <- function(t, statistic) {  # every way in which those who changed could have gone
  pairs <- which(upper.tri(t), arr.ind = TRUE)
  size <- apply(pairs, 1, function(at) t[at[1], at[2]] + t[at[2], at[1]])
  grid <- as.matrix(expand.grid(lapply(size, function(m) 0:m)))
  found <- apply(grid, 1, function(x) {
    s <- t; s[pairs] <- x; s[pairs[, 2:1, drop = FALSE]] <- size - x
    c(statistic(s), prod(dbinom(x, size, .5)))
  })
  sum(found[2, found[1, ] >= statistic(t) - 1e-9])
}
bowker <- function(t) { u <- upper.tri(t); a <- t[u]; b <- t(t)[u]; sum(((a - b)^2 / (a + b))[a + b > 0]) }
stuart <- function(t) {
  d <- (rowSums(t) - colSums(t))[-1]; V <- -(t + t(t)); diag(V) <- rowSums(t) + colSums(t) - 2 * diag(t)
  drop(d %*% solve(V[-1, -1], d))
}
kappa_of <- function(p) { e <- sum(rowSums(p) * colSums(p)); (sum(diag(p)) - e) / (1 - e) }
kappa_p <- function(t) {  # of no agreement: the delta method with numerical derivatives, at the table of independent answers
  n <- sum(t); p <- outer(rowSums(t), colSums(t)) / n^2; h <- 1e-5
  slope <- vapply(seq_along(p), function(i) {
    by <- replace(numeric(length(p)), i, h)
    (kappa_of((p + by) / (1 + h)) - kappa_of((p - by) / (1 - h))) / (2 * h)
  }, 0)
  2 * pnorm(-abs(kappa_of(t / n)) / sqrt((sum(p * slope^2) - sum(p * slope)^2) / n))
}
of_table <- function(t) {
  h <- mh_test(square(t))
  k <- vcd::Kappa(square(t))
  list(table = t, bowker = chi(mcnemar.test(t, correct = FALSE)),
       stuart_maxwell = list(statistic = unname(statistic(h)), df = h@statistic@df, p = as.numeric(pvalue(h))),
       kappa = unname(k$Unweighted["value"]), kappa_error = unname(k$Unweighted["ASE"]),
       kappa_interval = unname(confint(k)["Unweighted", ]), kappa_p = kappa_p(t))
}

# -- of people by questions --------------------------------------------------------------------------------------------
symmetry <- function(x, exact) {  # Cochran's Q is Friedman's chi-square of 0 and 1
  long <- data.frame(y = c(x), item = factor(rep(seq_len(ncol(x)), each = nrow(x))), who = factor(rep(seq_len(nrow(x)), ncol(x))))
  mh <- mantelhaen.test(long$item, factor(long$y), long$who)
  list(answers = x, friedman = chi(friedman.test(x)), mantel_haenszel = chi(mh), exact = if (exact) shuffled(x))
}
shuffled <- function(x) {  # every order of every person's answers, by the sums of the columns
  orders <- function(v) unique(if (length(v) == 1) matrix(v) else do.call(rbind, lapply(seq_along(v), function(i) cbind(v[i], orders(v[-i])))))
  sums <- matrix(0, 1, ncol(x)); p <- 1
  for (i in seq_len(nrow(x))) {
    o <- orders(x[i, ])
    new <- do.call(rbind, lapply(seq_len(nrow(o)), function(j) sweep(sums, 2, o[j, ], "+")))
    share <- tapply(rep(p / nrow(o), nrow(o)), apply(new, 1, paste, collapse = " "), sum)
    sums <- do.call(rbind, lapply(strsplit(names(share), " "), as.numeric)); p <- c(share)
  }
  sum(p[rowSums(sums^2) >= sum(colSums(x)^2) - 1e-9])
}
ranked <- function(x) t(apply(x, 1, rank))

# -- Fleiss: Gwet's (2021) variance is the sandwich of a ratio; here by the infinitesimal jackknife, from weights of people --------
fleiss_of <- function(counts, w) {
  w <- w / sum(w); r <- sum(counts[1, ]); p <- colSums(w * counts) / r
  (sum(w * rowSums(counts * (counts - 1)) / (r * (r - 1))) - sum(p^2)) / (1 - sum(p^2))
}
fleiss <- function(counts) {
  n <- nrow(counts); one <- rep(1, n); h <- 1e-5
  slope <- vapply(seq_len(n), function(i) {
    e <- replace(numeric(n), i, h)
    (fleiss_of(counts, one + e) - fleiss_of(counts, one - e)) / (2 * h) * n
  }, 0)
  list(table = counts, kappa = fleiss_of(counts, one), error = sqrt(sum(slope^2) / (n * (n - 1))))
}
psychiatrists <- matrix(c(  # Fleiss (1971), the first 15 of his 30 patients; irrCAC's `distrib.6raters`
  0,0,0,6,0, 0,3,0,0,3, 0,1,4,0,1, 0,0,0,0,6, 0,3,0,3,0, 2,0,4,0,0, 0,0,4,0,2, 2,0,3,1,0,
  2,0,0,4,0, 0,0,0,0,6, 1,0,0,5,0, 1,1,0,4,0, 0,3,3,0,0, 1,0,0,5,0, 0,2,0,3,1), 15, byrow = TRUE)

# -- equivalence: the restricted likelihood maximised by nlminb, the interval by uniroot, the exact p by a fine grid ----------------
restricted <- function(b, c, n, D) {  # q: has it in the first question only; q + D: in the second only
  low <- max(0, -D); high <- (1 - D) / 2
  f <- function(q) -((if (b) b * log(q) else 0) + (if (c) c * log(q + D) else 0) +
                     (if (n - b - c) (n - b - c) * log(1 - 2 * q - D) else 0))
  optimize(f, c(low, high), tol = 1e-14)$minimum
}
tango <- function(b, c, n, D) { q <- restricted(b, c, n, D); (c - b - n * D) / sqrt(n * (2 * q + D * (1 - D))) }
equal <- function(b, c, n, margin, level = .9) {
  z <- qnorm((1 + level) / 2); m <- (c - b) / n
  exact <- function(b, c) {
    at <- expand.grid(x = 0:n, y = 0:n); at <- at[at$x + at$y <= n, ]
    score <- mapply(function(x, y) tango(x, y, n, -margin), at$x, at$y)
    at <- at[score >= tango(b, c, n, -margin) - 1e-5, ]
    max(vapply(seq(0, (1 - margin) / 2, length.out = 2001), function(q) {
      sum(exp(lfactorial(n) - lfactorial(at$x) - lfactorial(at$y) - lfactorial(n - at$x - at$y)) *
          (q + margin)^at$x * q^at$y * pmax(0, 1 - 2 * q - margin)^(n - at$x - at$y))
    }, 0))
  }
  list(b = b, c = c, n = n, margin = margin,
       low = uniroot(function(D) tango(b, c, n, D) - z, c(-.999, m), tol = 1e-12)$root,
       high = uniroot(function(D) tango(b, c, n, D) + z, c(m, .999), tol = 1e-12)$root,
       p_low = exact(b, c), p_high = exact(c, b))
}

json_out(list(
  tables = lapply(tables, of_table),
  exact_small = list(bowker = exact_symmetry(tables$small, bowker), stuart_maxwell = exact_symmetry(tables$small, stuart)),
  mcnemar = list(b = 1, c = 7, p = binom.test(1, 8)$p.value, midp = 2 * pbinom(1, 8, .5) - dbinom(1, 8, .5)),
  cochran = list(many = symmetry(binary, FALSE), few = symmetry(few, TRUE)),
  concordance = list(plain = symmetry(ratings, FALSE)[c("answers", "friedman")], plain_exact = shuffled(ratings),
                     tied = symmetry(tied, FALSE)[c("answers", "friedman")], tied_exact = shuffled(ranked(tied))),
  fleiss = fleiss(psychiatrists),
  equivalence = list(equal(5, 8, 40, .2), equal(2, 9, 30, .25), equal(3, 3, 24, .15))), "paired", "paired.json")
