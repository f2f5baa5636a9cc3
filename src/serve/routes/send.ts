import type { FastifyReply } from 'fastify'

export const jsonType = 'application/json; charset=utf-8'

export function sendJson(reply: FastifyReply, value: unknown): void {
  reply.header('content-type', jsonType).send(JSON.stringify(value ?? null))
}

export function sendPage(reply: FastifyReply, html: string): void {
  reply.header('content-type', 'text/html; charset=utf-8').send(html)
}
