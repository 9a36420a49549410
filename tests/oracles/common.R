# What the other scripts share. They run in this folder: Rscript factors.R
options(digits = 15, mc.cores = 1)
RNGkind("Mersenne-Twister", "Inversion", "Rejection")
SEED <- 20261121

# -- the sets of yes/no items ------------------------------------------------------------------------------------------
SETS <- c("lsat6", "syn96", "syn96na", "syn1000", "hs39")
read <- function(name) { x <- read.csv(file.path("data", name), na.strings = ""); x[, setdiff(names(x), c("group", "school", "sex"))] }
answers <- function(set) as.matrix(read(if (set == "hs39") "hs39_bin.csv" else paste0(set, ".csv")))

# -- matrices ----------------------------------------------------------------------------------------------------------
quiet <- function(expression) { capture.output(value <- suppressWarnings(suppressMessages(expression))); value }
psych_tetrachoric <- function(x) quiet(psych::tetrachoric(x, correct = .5, smooth = TRUE))$rho
exact_tetrachoric <- function(set) {  # written by correlation.R
  as.matrix(read.csv(file.path(set, "tetrachoric_exact_psych_smoothed.csv"), row.names = 1))
}

# -- files -------------------------------------------------------------------------------------------------------------
matrix_out <- function(m, set, name) {
  m <- as.matrix(m)
  rows <- if (is.null(rownames(m))) seq_len(nrow(m)) else rownames(m)
  write.csv(data.frame(row = rows, format(m, digits = 15, trim = TRUE), check.names = FALSE), file.path(set, name),
            row.names = FALSE, quote = FALSE)
}
json_out <- function(x, set, name, digits = NA) {
  jsonlite::write_json(x, file.path(set, name), digits = digits, auto_unbox = TRUE, pretty = TRUE, na = "null", null = "null")
}
table_of <- function(m) {
  if (is.null(m)) return(NULL)
  m <- unclass(as.matrix(m))
  list(rows = rownames(m), cols = colnames(m), values = unname(matrix(m, nrow(m))))
}
