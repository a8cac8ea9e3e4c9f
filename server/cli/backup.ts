/** `npm run backup -- <what>`: makes backups, looks through them, and puts one in the place of what is here. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { backupFiles } from '../backup/files.ts'
import { Backups } from '../backup/backups.ts'
import { restore, verify } from '../backup/restore.ts'
import { keepKeys } from '../backup/state.ts'
import type { Environment } from '../environment.ts'
import { aside, CommandError, run, runClosed, say } from './run.ts'

const USAGE = `npm run backup -- now             make one now, while the server runs
npm run backup -- list            those that there are
npm run backup -- verify <file>   read one as a restore would, and change nothing
npm run backup -- restore <file>  put it in the place of what is here; stop the server first
npm run backup -- keys-kept       say that a copy of the keys as they are now is kept apart`

const size = (bytes: number): string => `${(bytes / 1_048_576).toFixed(1)} MB`

/** As it was typed, or by its name in the folder of backups. */
function fileAt({ backup }: Environment, name: string | undefined): string {
  if (!name) throw new CommandError(USAGE)
  const found = [name, join(backup.folder, name)].find((path) => existsSync(path))
  if (!found) throw new CommandError(`There is no file ${name}.`)
  return found
}

type Work = (environment: Environment, rest: readonly string[]) => Promise<void>

const WORK: Readonly<Record<string, Work>> = {
  async now() {
    await run(async (command) => {
      const backups = new Backups(command)
      const made = await backups.begin('command', Date.now())
      await backups.close()
      if (made.problem !== null) throw new CommandError(made.problem)
      say(`${join(command.environment.backup.folder, made.file ?? '')}  ${size(made.bytes)}`)
      say(
        'It opens with the backup key, and is of use with the other keys: keep a copy of the keys folder apart.',
      )
    })
  },
  async list({ backup }) {
    const files = await backupFiles(backup.folder)
    if (files.length === 0) say(`There is no backup in ${backup.folder}.`)
    for (const { name, bytes } of files) say(`${name}  ${size(bytes)}`)
  },
  async verify(environment, [name]) {
    const { manifest, keys } = await verify(environment, fileAt(environment, name))
    say(`It is whole: made at ${new Date(manifest.made).toISOString()} by Kerb ${manifest.kerb}.`)
    for (const { name: file, size: bytes } of manifest.files) say(`  ${file}  ${size(bytes)}`)
    for (const words of [...keys.refused, ...keys.warned]) say(words)
    if (keys.refused.length > 0) throw new CommandError('It cannot be restored beside these keys.')
  },
  async restore(environment, [name]) {
    const done = await restore(environment, fileAt(environment, name), Date.now(), aside)
    say(`Restored as of ${new Date(done.made).toISOString()}. Epoch ${done.epoch} has begun.`)
    for (const { what, version } of done.published)
      say(`Published ${what} ${version.epoch}.${version.number}.`)
    for (const words of done.warned) say(words)
    if (done.aside)
      say(
        `What was here lies in ${done.aside}: delete that folder when all is well. The server does when it is as old as backups get.`,
      )
    say(
      'Start the server: devices follow within a minute and send again what they wrote in the last seven days.',
    )
    say(
      'Done since the backup, and to be done again: devices refused, tokens revoked, roles taken, records erased.',
    )
  },
  async 'keys-kept'() {
    await run(async ({ db, environment }) => {
      await keepKeys(db, environment, Date.now())
      say('Noted. The console asks again when a key is added.')
    })
  },
}

await runClosed(async (environment, [what, ...rest]) => {
  const work = WORK[what ?? '']
  if (!work) throw new CommandError(USAGE)
  await work(environment, rest)
})
