"""A new study: a folder with a questionnaire, a wave, report sources and a rehearsal on made-up answers (`survey new`)."""
