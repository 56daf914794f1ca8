# Healthy: a connection for each question, which is closed with the answer.
defmodule ShortConnections do
  def start do
    {:ok, listening} = :gen_tcp.listen(0, [:binary, active: false, backlog: 64])
    {:ok, port} = :inet.port(listening)
    server = spawn(fn -> receive(do: (:go -> accept(listening))) end)
    :ok = :gen_tcp.controlling_process(listening, server)
    send(server, :go)
    for _ <- 1..5, do: spawn(fn -> ask(port) end)
  end

  defp accept(listening) do
    {:ok, socket} = :gen_tcp.accept(listening)
    :gen_tcp.send(socket, "ok")
    :gen_tcp.close(socket)
    accept(listening)
  end

  defp ask(port) do
    {:ok, socket} = :gen_tcp.connect(~c"127.0.0.1", port, [:binary, active: false])
    _ = :gen_tcp.recv(socket, 0)
    :gen_tcp.close(socket)
    Process.sleep(100)
    ask(port)
  end
end
