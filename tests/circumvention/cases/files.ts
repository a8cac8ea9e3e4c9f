/** Pages and programs that are sent as files, to be opened from the disk. */
import { expect } from 'vitest'
import { give, pressed, prompt, startDesk } from '../../browser/downloads/stage.ts'
import type { Desk } from '../../browser/downloads/stage.ts'
import { openPage } from '../../browser/backstops/school.ts'
import { startWeb } from '../../rig/web.ts'
import type { TestWeb } from '../../rig/web.ts'
import type { Case } from '../case.ts'

export interface FileStage {
  readonly web: TestWeb
  readonly desk: Desk
  close(): Promise<void>
}

export async function startFileStage(): Promise<FileStage> {
  const web = await startWeb()
  const desk = await startDesk({}, web)
  return {
    web,
    desk,
    close: async () => {
      await desk.close()
      await web.close()
    },
  }
}

const KINDS = [
  ['game.html', 'text/html'],
  ['game.svg', 'image/svg+xml'],
  ['game.mht', 'multipart/related'],
  ['game.swf', 'application/x-shockwave-flash'],
  ['game.jar', 'application/java-archive'],
] as const

export const FILES: readonly Case<FileStage>[] = [
  {
    name: 'dl-html-attach',
    technique: 'the browser',
    tries: 'A page, a film or a program sent as a file to be saved',
    holds: 'Files that run are asked about, and are under no name of theirs on the disk until then',
    run: async ({ web, desk }) => {
      for (const [name, type] of KINDS) {
        const host = `${name.replace('.', '-')}.test`
        give(web, host, '/file', name, type)
        const tab = await openPage(desk.browser, `https://${host}/`)
        await pressed(desk.browser, tab, `location.href = '/file'`)
        await prompt(desk.browser)
        expect(desk.files(), name).not.toContain(name)
        await desk.clear()
      }
    },
  },
]
