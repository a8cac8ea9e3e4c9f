import {
  firstDeviceSchema,
  madeRolloutSchema,
  type MakeRollout,
  rolloutSchema,
} from '../../lib/protocol/rollout.ts'
import { ask } from '../api.ts'

export const rolloutApi = {
  state: () => ask(rolloutSchema, 'GET', '/admin/rollout'),
  make: (asked: MakeRollout) => ask(madeRolloutSchema, 'POST', '/admin/rollout', asked),
  first: (token: number) => ask(firstDeviceSchema, 'GET', `/admin/rollout/${token}`),
}
