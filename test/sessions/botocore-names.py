# Prints the names that the AWS CLI's own code gives the cache entries of role profiles, as JSON by profile.
# Arguments: the names of the profiles.
import json
import sys

# The AWS CLI 2 puts its own in the place of `botocore` when it is imported.
try:
    import awscli  # noqa: F401
except ImportError:
    pass
from botocore import credentials, session

fetcher = credentials.AssumeRoleCredentialFetcher
create = fetcher._create_cache_key
made = []
fetcher._create_cache_key = lambda self: made.append(create(self)) or made[-1]

names = {}
for profile in sys.argv[1:]:
    made.clear()
    resolver = session.Session(profile=profile).get_component("credential_provider")
    resolver.get_provider("assume-role").load()
    names[profile] = made[-1] + ".json"
print(json.dumps(names))
