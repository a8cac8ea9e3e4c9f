import { errorSchema } from '../../../lib/protocol/wire.ts'

/** Every refusal of the staff routes has the wire's error shape. */
export const errors = { '4xx': errorSchema, '5xx': errorSchema } as const
