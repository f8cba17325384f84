// The peer: Fastify and pg answer /v2/events of a box, a booking or a ship with the same statements and the same bytes.
// Tuned: named (prepared) statements, a pool, rows as arrays of text, no logging, no schema walk: the body is one string.
//   node server.mjs SQL_DIR SOCKET_DIR PORT_OF_POSTGRESQL PROCESSES CONNECTIONS   prints "ready PORT"
import cluster from 'node:cluster';
import { readFileSync } from 'node:fs';
import fastify from 'fastify';
import pg from 'pg';

const [dir, host, port, processes, connections] = process.argv.slice(2);

if (cluster.isPrimary && Number(processes) > 1) {
	let first;
	for (let i = 0; i < Number(processes); i++) cluster.fork();
	cluster.on('listening', (worker, address) => {
		if (!first) setTimeout(() => console.log('ready ' + address.port), 500);
		first = address.port;
	});
} else {
	const ways = Object.entries({
		equipmentReference: ['events_of_box', (value, rows) => [value, rows]],
		carrierBookingReference: ['events_of_booking', (value, rows) => [value, '0', '-1', rows]],
		vesselIMONumber: ['events_of_vessel', (value, rows) => [value, '0', '-1', rows]],
	}).map(([parameter, [name, values]]) => ({ parameter, name, values, text: readFileSync(`${dir}/${name}.sql`, 'utf8') }));
	const plain = { getTypeParser: () => (value) => value };
	const pool = new pg.Pool({ host, port: Number(port), user: 'landbridge', database: 'landbridge', max: Number(connections) });
	const app = fastify({ logger: false });
	app.get('/v2/events', async (request, reply) => {
		const query = request.query, limit = Number(query.limit ?? 100);
		const { parameter, name, values, text } = ways.find((way) => query[way.parameter]);
		const { rows } = await pool.query({ name, text, values: values(query[parameter], limit + 1), rowMode: 'array', types: plain });
		const shown = Math.min(rows.length, limit);
		let body = '[';
		for (let i = 0; i < shown; i++) {
			const row = rows[i];
			body += (i ? ',{"eventID":"' : '{"eventID":"') + row[0] + '","eventCreatedDateTime":"' + row[1].slice(0, 10) + 'T' + row[1].slice(11, -3) +
				'Z",' + row[2] + '}';
		}
		if (rows.length > limit) {
			const [, , , xid, line] = rows[limit - 1];
			reply.header('Next-Page-Cursor', Buffer.from(`${xid}.${line}`).toString('hex'));
		}
		reply.type('application/json').send(body + ']');
		return reply;
	});
	await app.listen({ host: '127.0.0.1', port: 0 });
	if (!cluster.isWorker) console.log('ready ' + app.server.address().port);
}
