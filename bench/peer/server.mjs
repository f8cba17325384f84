// The peer: Fastify and pg answer /v2/events?equipmentReference= with the same statement and the same bytes.
// Tuned: a named (prepared) statement, a pool, rows as arrays of text, no logging, no schema walk: the body is one string.
//   node server.mjs STATEMENT.sql SOCKET_DIR PORT_OF_POSTGRESQL PROCESSES CONNECTIONS   prints "ready PORT"
import cluster from 'node:cluster';
import { readFileSync } from 'node:fs';
import fastify from 'fastify';
import pg from 'pg';

const [file, host, port, processes, connections] = process.argv.slice(2);

if (cluster.isPrimary && Number(processes) > 1) {
	let first;
	for (let i = 0; i < Number(processes); i++) cluster.fork();
	cluster.on('listening', (worker, address) => {
		if (!first) setTimeout(() => console.log('ready ' + address.port), 500);
		first = address.port;
	});
} else {
	const text = readFileSync(file, 'utf8');
	const plain = { getTypeParser: () => (value) => value };
	const pool = new pg.Pool({ host, port: Number(port), user: 'landbridge', database: 'landbridge', max: Number(connections) });
	const app = fastify({ logger: false });
	app.get('/v2/events', async (request, reply) => {
		const values = [request.query.equipmentReference, 101];
		const { rows } = await pool.query({ name: 'events', text, values, rowMode: 'array', types: plain });
		let body = '[';
		for (let i = 0; i < rows.length; i++) {
			const row = rows[i];
			body += (i ? ',{"eventID":"' : '{"eventID":"') + row[0] + '","eventCreatedDateTime":"' + row[1].slice(0, 10) + 'T' + row[1].slice(11, -3) +
				'Z",' + row[2] + '}';
		}
		reply.type('application/json').send(body + ']');
		return reply;
	});
	await app.listen({ host: '127.0.0.1', port: 0 });
	if (!cluster.isWorker) console.log('ready ' + app.server.address().port);
}
