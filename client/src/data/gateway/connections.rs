//! Connections: not more than a machine has room for, and none that nobody uses.

use axum::{
	extract::connect_info::Connected,
	serve::{IncomingStream, Listener},
};
use std::{
	future::Future,
	io,
	net::SocketAddr,
	pin::Pin,
	sync::Arc,
	task::{Context, Poll},
	time::Duration,
};
use tokio::{
	io::{AsyncRead, AsyncWrite, ReadBuf},
	net::{TcpListener, TcpStream},
	sync::{OwnedSemaphorePermit, Semaphore},
	time::{Instant, Sleep},
};

/// The most connections at once.
pub const MAX_CONNECTIONS: usize = 1_024;

/// How long a connection may be silent, in both directions.
const IDLE: Duration = Duration::from_secs(60);

/// Takes so many connections and no more.
pub struct Limited {
	listener: TcpListener,
	places: Arc<Semaphore>,
}

impl Limited {
	/// Takes at most so many of a listener's connections at once.
	pub fn new(listener: TcpListener, most: usize) -> Self {
		Self { listener, places: Arc::new(Semaphore::new(most)) }
	}
}

impl Listener for Limited {
	type Io = Place;
	type Addr = SocketAddr;

	async fn accept(&mut self) -> (Place, SocketAddr) {
		let place = self.places.clone().acquire_owned().await.ok();
		let (stream, address) = Listener::accept(&mut self.listener).await;
		let silence = Box::pin(tokio::time::sleep(IDLE));
		(Place { stream, silence, _place: place }, address)
	}

	fn local_addr(&self) -> io::Result<SocketAddr> {
		self.listener.local_addr()
	}
}

/// A connection, and the place that it has.
pub struct Place {
	stream: TcpStream,
	silence: Pin<Box<Sleep>>,
	_place: Option<OwnedSemaphorePermit>,
}

impl Place {
	/// Whatever is ready breaks the silence; what has been silent too long is over.
	fn heard<T>(
		&mut self,
		context: &mut Context,
		polled: Poll<io::Result<T>>,
	) -> Poll<io::Result<T>> {
		if polled.is_ready() {
			self.silence.as_mut().reset(Instant::now() + IDLE);
			return polled;
		}
		match self.silence.as_mut().poll(context) {
			Poll::Ready(()) => Poll::Ready(Err(io::ErrorKind::TimedOut.into())),
			Poll::Pending => Poll::Pending,
		}
	}
}

impl AsyncRead for Place {
	fn poll_read(
		mut self: Pin<&mut Self>,
		context: &mut Context,
		buffer: &mut ReadBuf,
	) -> Poll<io::Result<()>> {
		let polled = Pin::new(&mut self.stream).poll_read(context, buffer);
		self.heard(context, polled)
	}
}

impl AsyncWrite for Place {
	fn poll_write(
		mut self: Pin<&mut Self>,
		context: &mut Context,
		bytes: &[u8],
	) -> Poll<io::Result<usize>> {
		let polled = Pin::new(&mut self.stream).poll_write(context, bytes);
		self.heard(context, polled)
	}

	fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context) -> Poll<io::Result<()>> {
		Pin::new(&mut self.stream).poll_flush(context)
	}

	fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context) -> Poll<io::Result<()>> {
		Pin::new(&mut self.stream).poll_shutdown(context)
	}

	fn poll_write_vectored(
		mut self: Pin<&mut Self>,
		context: &mut Context,
		parts: &[io::IoSlice],
	) -> Poll<io::Result<usize>> {
		let polled = Pin::new(&mut self.stream).poll_write_vectored(context, parts);
		self.heard(context, polled)
	}

	fn is_write_vectored(&self) -> bool {
		self.stream.is_write_vectored()
	}
}

/// Who is at the other end of a connection.
#[derive(Debug, Clone, Copy)]
pub struct Peer(pub SocketAddr);

impl Connected<IncomingStream<'_, Limited>> for Peer {
	fn connect_info(stream: IncomingStream<'_, Limited>) -> Self {
		Self(*stream.remote_addr())
	}
}
