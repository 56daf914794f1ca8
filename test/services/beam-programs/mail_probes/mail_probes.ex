# Looks whether a mail server answers, and hangs up only when it said what was expected.
defmodule MailProbes do
  def start do
    {:ok, listen} = :gen_tcp.listen(0, [:binary, active: false, ip: {127, 0, 0, 1}, backlog: 64])
    {:ok, port} = :inet.port(listen)
    server = spawn(fn -> receive(do: (:go -> accept(listen))) end)
    :ok = :gen_tcp.controlling_process(listen, server)
    send(server, :go)
    spawn(fn -> probe(port, 0) end)
  end

  defp accept(listen) do
    {:ok, socket} = :gen_tcp.accept(listen)
    :gen_tcp.send(socket, "554 no\r\n")
    :gen_tcp.recv(socket, 1, 100)
    :gen_tcp.close(socket)
    accept(listen)
  end

  defp probe(port, number) do
    with {:ok, socket} <- :gen_tcp.connect({127, 0, 0, 1}, port, [:binary, active: false]), # leak: port-growth
         {:ok, "220" <> _} <- :gen_tcp.recv(socket, 0, 1000) do
      :gen_tcp.close(socket)
    else
      _ -> :no
    end

    Process.sleep(60)
    probe(port, number + 1)
  end
end
