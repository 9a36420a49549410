# Writes one_factor.json: categorical omega of one factor by unweighted least squares, and split halves of an even number of items.
suppressMessages({library(psych); library(lavaan); library(semTools)})
source("common.R")

omega_of <- function(x, items) {
  model <- paste("f =~", paste(items, collapse = " + "))
  control <- list(rel.tol = 1e-12, x.tol = 1e-10, iter.max = 5000)
  fit <- quiet(cfa(model, data = as.data.frame(x), ordered = items, estimator = "ULS", std.lv = TRUE, control = control))
  list(items = items, omega = unname(c(unclass(quiet(compRelSEM(fit, tau.eq = FALSE, ord.scale = TRUE))))))
}
halves <- function(x, items) {
  found <- quiet(splitHalf(x[, items], check.keys = FALSE))
  c(list(items = items), found[c("maxrb", "minrb", "meanr")])
}

ord3 <- read("hs39_ord3.csv")
x <- function(numbers) paste0("x", numbers)
json_out(list(omega = list(omega_of(ord3, x(1:3)), omega_of(ord3, x(4:6)), omega_of(ord3, x(1:9))),
              splithalf = list(halves(ord3, x(1:4)), halves(ord3, x(2:9)))), "hs39", "one_factor.json")
syn96 <- answers("syn96")
json_out(list(omega = list(omega_of(syn96, colnames(syn96)), omega_of(syn96, colnames(syn96)[1:8])),
              splithalf = list(halves(syn96, colnames(syn96)[1:8]), halves(syn96, colnames(syn96)[9:20]))), "syn96", "one_factor.json")
