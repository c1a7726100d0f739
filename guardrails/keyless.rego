# Denies AWS keys and session tokens that are stored for GitHub workflows. For Conftest, with OPA 0.59 or later:
#
#   conftest test --policy policy .github/workflows/*.yml
#
# Catches
# - AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN and AWS_SECURITY_TOKEN in the env of a workflow, a
#   job,
#   a step, a container or a service, whether written out or taken from secrets, vars or inputs;
# - the same as inputs of aws-actions/configure-aws-credentials and as secrets that a job passes on;
# - an access key id (AKIA..., ASIA...) written out in a variable, an input or a script.
#
# Does not catch
# - keys that a script reads, computes or writes to $GITHUB_ENV, and inputs of other actions;
# - what `secrets: inherit` passes on; other CI systems, .env and ~/.aws: `keyless check` judges these.
#
# Lets pass what a step has worked out (steps, needs, env), as after a role was assumed through OIDC, and empty
# values.
package main

import rego.v1

variable_names := {"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_SECURITY_TOKEN"}

input_names := {"aws-access-key-id", "aws-secret-access-key", "aws-session-token"}

deny contains message if {
	some variable in variables
	upper(variable.name) in variable_names
	is_stored(variable.value)
	message := sprintf("%s sets %s: let the job assume a role through OIDC instead", [variable.place, variable.name])
}

deny contains message if {
	some job_id, job in input.jobs
	some index, step in job.steps
	startswith(lower(step.uses), "aws-actions/configure-aws-credentials@")
	some name, value in step["with"]
	lower(name) in input_names
	is_stored(value)
	message := sprintf("step %d of job %s passes %s: use role-to-assume instead", [index + 1, job_id, name])
}

deny contains message if {
	some text in texts
	is_string(text.value)
	regex.match(`(^|[^A-Za-z0-9])(AKIA|ASIA)[A-Z2-7]{16}([^A-Za-z0-9]|$)`, text.value)
	message := sprintf("%s holds an access key id: let the job assume a role through OIDC instead", [text.place])
}

variables contains {"place": "the workflow", "name": name, "value": value} if {
	some name, value in input.env
}

variables contains {"place": sprintf("job %s", [job_id]), "name": name, "value": value} if {
	some job_id, job in input.jobs
	some name, value in job.env
}

variables contains {"place": sprintf("the container of job %s", [job_id]), "name": name, "value": value} if {
	some job_id, job in input.jobs
	some name, value in job.container.env
}

variables contains {"place": sprintf("service %s of job %s", [service_id, job_id]), "name": name, "value": value} if {
	some job_id, job in input.jobs
	some service_id, service in job.services
	some name, value in service.env
}

variables contains {"place": sprintf("the call of job %s", [job_id]), "name": name, "value": value} if {
	some job_id, job in input.jobs
	some name, value in job.secrets
}

variables contains {"place": sprintf("step %d of job %s", [index + 1, job_id]), "name": name, "value": value} if {
	some job_id, job in input.jobs
	some index, step in job.steps
	some name, value in step.env
}

texts contains {"place": variable.place, "value": variable.value} if {
	some variable in variables
}

texts contains {"place": sprintf("step %d of job %s", [index + 1, job_id]), "value": value} if {
	some job_id, job in input.jobs
	some index, step in job.steps
	some value in array.concat([value | some value in step["with"]], [step.run | step.run])
}

is_stored(value) if {
	not value in {"", null}
	not is_worked_out(value)
}

is_worked_out(value) if {
	regex.match(`^\s*\$\{\{\s*(steps|needs|env)[.\[][^{}]*\}\}\s*$`, value)
	not regex.match(`\b(secrets|vars|inputs|github)\b`, value)
}
