/** Ways round by the address: spellings, numbers, detours, frames of closed hosts. One browser. */
import { ADDRESS } from './cases/address.ts'
import { CARRIED_CASES } from './cases/carried.ts'
import { DETOUR } from './cases/detour.ts'
import { FRAMES } from './cases/frames.ts'
import { SERVICES } from './cases/services.ts'
import { TUNNELS } from './cases/tunnels.ts'
import { UNLOADED } from './cases/unloaded.ts'
import { play } from './play.ts'
import { startStage } from './stage.ts'

play([...ADDRESS, ...DETOUR, ...FRAMES, ...UNLOADED, ...TUNNELS, ...CARRIED_CASES, ...SERVICES], () =>
  startStage(),
)
