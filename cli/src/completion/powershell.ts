import type { CommandWords, ValueWords } from './words.ts';

/** For PowerShell from 5.1 on, to be run by its profile. Where nothing is offered, it completes files. */
export function powershellScript(commands: readonly CommandWords[]): string {
  return `# Completion of keyless for PowerShell: keyless completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName keyless -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $commands = [ordered]@{
${commands.map(commandEntry).join('')}  }
  $words = @($commandAst.CommandElements | ForEach-Object { $_.ToString() })
  if ($wordToComplete -ne '') { $words = @($words | Select-Object -SkipLast 1) }
  $offers = @()
  if ($words.Count -le 1) {
    $offers = @($commands.Keys) + '--help' + '--version'
  } elseif ($commands.Contains($words[1])) {
    $command = $commands[$words[1]]
    $last = $words[$words.Count - 1]
    if ($command.Values.Contains($last)) { $offers = $command.Values[$last] }
    elseif ($wordToComplete -like '-*') { $offers = $command.Options }
    else { $offers = $command.Operands }
  }
  $offers | Where-Object { $_ -like "$wordToComplete*" } | ForEach-Object {
    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
  }
}
`;
}

function commandEntry({ name, options, operands }: CommandWords): string {
  const values = options.flatMap(({ long, value, onlyWithEquals }) =>
    value && !onlyWithEquals ? [`        '${long}' = ${list(value)}\n`] : [],
  );
  const equals = options.flatMap(({ long, value, onlyWithEquals }) =>
    value && onlyWithEquals ? value.choices.map((choice) => `${long}=${choice}`) : [],
  );
  return `    '${name}' = @{
      Options = ${array([...options.map(({ long }) => long), ...equals])}
      Operands = ${list(operands)}
      Values = @{
${values.join('')}      }
    }
`;
}

function list({ choices }: ValueWords): string {
  return array(choices);
}

function array(words: readonly string[]): string {
  return `@(${words.map((word) => `'${word}'`).join(', ')})`;
}
