/** A wiped profile on a device of its own: a new installation beside the unfinished old one. */
import { describe, expect, it } from 'vitest'
import { ON_SITE, sharedDevicesStage } from './testing-shared-devices.ts'
import { TestDevice, visit } from './testing.ts'

const stage = sharedDevicesStage()
const { minutes, look, decide } = stage

describe('a wiped profile on a device of its own', () => {
  it('appears as a new installation, and the old one as unfinished for as long as it is', async () => {
    const own = { directoryId: 'd1' }
    const old = await TestDevice.confirmed(stage.server, own)
    await old.activity([visit(1), visit(2)], 5)
    minutes(61)
    const anew = await TestDevice.make(stage.server, own, ON_SITE)
    await anew.enrol()
    expect(await look('attention')).toMatchObject({
      installations: [{ installation: anew.id, reason: 'known-device', contestedWith: old.id }, {}],
    })
    await decide(anew, 'confirmed')
    minutes(60 * 24 * 15)
    await anew.heartbeat()
    expect(await look('attention')).toMatchObject({
      total: 1,
      installations: [
        { installation: old.id, replacedBy: anew.id, written: 5, acknowledged: 2, ending: null },
      ],
    })
  })

  it('is not called silent for ever when the old one had delivered everything', async () => {
    const old = await TestDevice.confirmed(stage.server, { directoryId: 'd1' })
    const alone = await TestDevice.confirmed(stage.server, { directoryId: 'd2' })
    await old.activity([visit(1)])
    minutes(60)
    const anew = await TestDevice.confirmed(stage.server, { directoryId: 'd1' })
    minutes(60 * 24 * 15)
    await anew.heartbeat()
    expect(await look('attention')).toMatchObject({ total: 1, installations: [{ installation: alone.id }] })
  })
})
