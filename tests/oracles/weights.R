# Raking, post-stratification and Kish's effective sample size by R's survey package, on people drawn here.
source("common.R")
suppressPackageStartupMessages(library(survey))

set.seed(SEED)
n <- 96
people <- data.frame(sex = sample(c("f", "m"), n, TRUE, c(.35, .65)),
                     age = sample(c("young", "middle", "old"), n, TRUE, c(.5, .35, .15)),
                     town = sample(c("a", "b", "c", "d"), n, TRUE, c(.4, .3, .2, .1)))
frames <- list(sex = c(f = .52, m = .48), age = c(young = .3, middle = .4, old = .3), town = c(a = .25, b = .25, c = .3, d = .2))
design <- svydesign(ids = ~1, data = people, weights = rep(1, n))
margin <- function(name) setNames(data.frame(names(frames[[name]]), unname(frames[[name]]) * n), c(name, "Freq"))

control <- list(maxit = 1000, epsilon = 1e-12)
raked <- weights(rake(design, list(~sex, ~age, ~town), lapply(names(frames), margin), control = control))
post <- weights(postStratify(design, ~age, margin("age")))

dir.create("weights", showWarnings = FALSE)
write.csv(cbind(people, raked = format(raked, digits = 15), post = format(post, digits = 15)), file.path("weights", "people.csv"),
          row.names = FALSE, quote = FALSE)
kish <- function(w) sum(w)^2 / sum(w^2)
json_out(list(frames = lapply(frames, as.list), effective = list(raked = kish(raked), post = kish(post))), "weights", "summary.json")
