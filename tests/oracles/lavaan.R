# Writes lavaan_cfa*.json: confirmatory models of ordered items (WLSMV, ULSMV), their fit and categorical omega. Run in this folder.
suppressMessages({library(lavaan); library(semTools)})
source("common.R")

# The strictest of these stopping rules that converges.
STOP <- list(list(rel.tol = 1e-12, x.tol = 1e-10, iter.max = 5000), list(rel.tol = 1e-10, iter.max = 5000), list())
fitted <- function(model, data, estimator) {
  for (control in STOP) {
    fit <- suppressWarnings(cfa(model, data = data, ordered = TRUE, estimator = estimator, std.lv = TRUE, control = control))
    if (lavInspect(fit, "converged")) break
  }
  fit
}
rows <- function(frame) unname(lapply(split(frame, seq_len(nrow(frame))), as.list))
summary_of <- function(fit) {
  std <- as.data.frame(standardizedSolution(fit))
  factors <- unique(std$lhs[std$op == "=~"])
  wanted <- std$op == "=~" | (std$op == "~~" & std$lhs %in% factors & std$lhs != std$rhs)
  list(converged = lavInspect(fit, "converged"), nobs = lavInspect(fit, "nobs"), npar = lavInspect(fit, "npar"),
       fit = as.list(unclass(fitMeasures(fit))), std = rows(std[wanted, c("lhs", "op", "rhs", "est.std", "se")]))
}
confirm <- function(model, data, set, name) {
  fits <- list("WLSMV|delta" = fitted(model, data, "WLSMV"), "ULSMV|delta" = fitted(model, data, "ULSMV"))
  first <- fits[[1]]
  reliability <- quiet(list(
    omega_categorical_GreenYang = as.list(compRelSEM(first, tau.eq = FALSE, ord.scale = TRUE)),
    alpha_ordinal_scale = as.list(compRelSEM(first, tau.eq = TRUE, ord.scale = FALSE)),
    semTools_reliability = table_of(semTools::reliability(first)),
    AVE = as.list(AVE(first))))
  json_out(c(list(model = model), lapply(fits, summary_of),
             list(thresholds = as.list(unclass(lavInspect(first, "sampstat")$th)), reliability = reliability)), set, name)
}

factor <- function(name, items) paste(name, "=~", paste(items, collapse = " + "))
q <- function(numbers) sprintf("q%02d", numbers)
confirm(factor("theta", paste0("i", 1:5)), setNames(read("lsat6.csv"), paste0("i", 1:5)), "lsat6", "lavaan_cfa1.json")
confirm(paste(factor("f1", q(1:8)), factor("f2", q(9:16)), factor("f3", q(17:24)), sep = "\n"), read("syn1000.csv"), "syn1000", "lavaan_cfa3.json")
tests <- "visual =~ x1 + x2 + x3\ntextual =~ x4 + x5 + x6\nspeed =~ x7 + x8 + x9"
confirm(tests, read("hs39_bin.csv"), "hs39", "lavaan_cfa3_binary.json")
confirm(tests, read("hs39_ord3.csv"), "hs39", "lavaan_cfa3_ord3.json")
