/** Every page in every state, on the stage: what a day does not come to is in the album all the same. */
import { SCENES } from '../browser/pages/scenes.ts'
import { openStage } from '../browser/pages/stage.ts'
import { builtExtension } from '../rig/crx.ts'
import type { Album } from './album.ts'

export async function everyState(album: Album): Promise<void> {
  const stage = await openStage(builtExtension())
  try {
    for (const scene of SCENES) {
      const page = await stage.show(scene.path, scene.answers, scene.look, scene.play)
      await album.keep(page, scene.name)
      await page.close()
    }
  } finally {
    await stage.close()
  }
}
