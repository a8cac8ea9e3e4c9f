/** What is missing of the agreement, as whoever uses the device is told. */
import { z } from '../zod.ts'

export const missingSchema = z.enum(['reading', 'parent', 'device', 'nothing'])
