import { safe } from '@keyless/core';
import { inConfig, subjectOf, type Tellers } from './teller.ts';

/** Mistakes in the AWS files. */
export const FILE_MEANINGS: Tellers<
  | 'unknown-profile'
  | 'unknown-source-profile'
  | 'invalid-credential-source'
  | 'source-without-credentials'
  | 'profile-cycle'
  | 'unreadable-file'
  | 'incomplete-sso'
  | 'unknown-sso-session'
  | 'inconsistent-sso'
> = {
  'unknown-profile': (failure) =>
    inConfig(
      safe`There is no profile ${subjectOf(failure, safe`without a name`)}`,
      failure.subject === ''
        ? safe`AWS_PROFILE is set to nothing, and the AWS CLI and boto3 take that for a name`
        : safe`Neither file has it. In config a profile is [profile NAME], in credentials [NAME]`,
      failure.subject === ''
        ? safe`Unset AWS_PROFILE, or name a profile`
        : safe`Correct the name in the command, in AWS_PROFILE or in the file`,
    ),
  'unknown-source-profile': (failure) =>
    inConfig(
      safe`The source profile does not exist`,
      safe`The setting names ${subjectOf(failure, safe`a profile`)}, and neither file has it`,
      safe`Correct source_profile, or add that profile`,
    ),
  'invalid-credential-source': (failure) =>
    inConfig(
      safe`The credential_source is not valid`,
      safe`The value ${subjectOf(failure, safe`there`)} is none of the three, which are compared with their case`,
      safe`Write Environment, Ec2InstanceMetadata or EcsContainer`,
    ),
  'source-without-credentials': (failure) =>
    inConfig(
      safe`The source of the role has no credentials`,
      safe`Whatever ${subjectOf(failure, safe`the source`)} is, it gives none`,
      safe`Give the source keys, a process or a sign-in, or name another one`,
    ),
  'profile-cycle': (failure) =>
    inConfig(
      safe`The source profiles run in a circle`,
      safe`Profile ${subjectOf(failure, safe`in the chain`)} comes up twice, so no profile of the chain gives credentials`,
      safe`Let one of them name a profile with credentials of its own`,
    ),
  'unreadable-file': () =>
    inConfig(
      safe`The AWS CLI cannot read the file`,
      safe`One line that it does not understand makes it fail for every profile`,
      safe`Open the file: the first error that is marked there is the reason`,
    ),
  'incomplete-sso': (failure) =>
    inConfig(
      safe`The SSO settings are incomplete`,
      safe`Profile ${subjectOf(failure, safe`in use`)} lacks what the message names, in itself or in its sso-session`,
      safe`Add the missing settings`,
    ),
  'unknown-sso-session': (failure) =>
    inConfig(
      safe`The SSO session does not exist`,
      safe`The setting names ${subjectOf(failure, safe`a section`)}, and config has no such [sso-session]`,
      safe`Correct the name, or add the section`,
    ),
  'inconsistent-sso': (failure) =>
    inConfig(
      safe`The profile and its SSO session disagree`,
      safe`The setting ${subjectOf(failure, safe`there`)} has two values, and the AWS CLI refuses both`,
      safe`Delete the profile's own`,
    ),
};
