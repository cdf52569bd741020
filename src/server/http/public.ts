import type { FastifyInstance } from 'fastify';
import type { House } from '#server/kernel/house.ts';

/** The pages for the public, without JavaScript and without signing in. */
export async function mountPublic(app: FastifyInstance, house: House): Promise<void> {
  void app;
  void house;
}
