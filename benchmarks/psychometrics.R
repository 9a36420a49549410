# Times psych and lavaan with the answers that benchmarks/psychometrics.py put into a folder: Rscript psychometrics.R FOLDER
# Writes FOLDER/r.csv: task, data, package, seconds of one run, and how many replicates that run had.
needed <- c("psych", "lavaan", "GPArotation")
missing <- setdiff(needed, rownames(installed.packages()))
if (length(missing)) stop("packages of R that were not found: ", toString(missing))
suppressMessages({library(psych); library(lavaan); library(GPArotation)})
options(mc.cores = 1)
folder <- commandArgs(TRUE)[1]
pdf(NULL)

quiet <- function(expression) invisible(capture.output(suppressWarnings(suppressMessages(expression))))
found <- NULL
measure <- function(task, data, package, run, rounds = 3, replicates = 1) {
  times <- replicate(rounds, tryCatch(system.time(quiet(run()))[["elapsed"]], error = function(e) NA))
  found <<- rbind(found, data.frame(task, data, package, seconds = min(times), replicates))
  write.csv(found, file.path(folder, "r.csv"), row.names = FALSE)
}

for (file in list.files(folder, "^[0-9]+x[0-9]+\\.csv$")) {
  name <- sub("\\.csv$", "", file)
  x <- as.matrix(read.csv(file.path(folder, file)))
  d <- as.data.frame(x)
  large <- nrow(x) > 10000
  yes_no <- max(x) == 1
  correlate <- function() if (yes_no) tetrachoric(x) else polychoric(x)
  measure("correlation", name, "psych", correlate, if (large) 1 else 3)
  measure("correlation", name, "lavaan", function() lavCor(d, ordered = names(d)), if (large) 1 else 3)
  quiet(matrix <- correlate()$rho)
  measure("minres, oblimin", name, "psych", function() fa(matrix, 3, n.obs = nrow(x), fm = "minres", rotate = "oblimin"), 5)
  measure("alpha", name, "psych", function() psych::alpha(x, check.keys = FALSE), if (large) 1 else 3)
  if (yes_no && !large) {
    measure("bootstrap", name, "psych", function() fa(x, 3, n.iter = 20, cor = "tet", fm = "minres", rotate = "oblimin"), 1, 20)
    measure("parallel analysis", name, "psych",
            function() fa.parallel(x, n.iter = 10, cor = "tet", fa = "pc", plot = FALSE, sim = FALSE), 1, 10)
  }
}
