import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const document = readFileSync(new URL('../../docs/fly.md', import.meta.url), 'utf8')
const line = /^\$ (for name in GITHUB_APP_ID .*)$/m.exec(document)![1]!

/** sh stands for zsh too: neither knows what only bash does. */
test.each(['sh', 'bash', 'zsh'])('the line that hands the secrets of an App to Fly works in %s', (shell) => {
  if (spawnSync(shell, ['-c', ':']).error) return
  const folder = mkdtempSync(join(tmpdir(), 'ct-fly-'))
  try {
    writeFileSync(
      join(folder, 'fly'),
      '#!/bin/sh\nprintf "%s\\n" "$*" >> calls\ncat >> calls\necho >> calls\n',
      {
        mode: 0o755,
      },
    )
    const pem = '-----BEGIN RSA PRIVATE KEY-----\n$(id) "quoted" \\n\n-----END RSA PRIVATE KEY-----'
    const { stderr, status } = spawnSync(shell, ['-c', line], {
      cwd: folder,
      // bash takes a socket for a remote login, and reads the user's own start-up file.
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: `${folder}:${process.env.PATH}`,
        GITHUB_APP_ID: '12',
        GITHUB_WEBHOOK_SECRET: "it's $HOME",
        GITHUB_PRIVATE_KEY_PEM: pem,
      },
      encoding: 'utf8',
    })
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 })
    const set = 'secrets set -a my-claw --stage'
    expect(readFileSync(join(folder, 'calls'), 'utf8')).toBe(
      `${set} GITHUB_APP_ID=-\n12\n${set} GITHUB_WEBHOOK_SECRET=-\nit's $HOME\n${set} GITHUB_PRIVATE_KEY_PEM=-\n${pem}\n`,
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
