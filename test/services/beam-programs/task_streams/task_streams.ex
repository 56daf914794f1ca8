# Healthy: tasks in streams and under a supervisor, awaited or ended by themselves.
defmodule TaskStreams do
  def start do
    {:ok, supervisor} = Task.Supervisor.start_link(name: TaskStreams.Supervisor)
    Process.unlink(supervisor)
    spawn(fn -> work(0) end)
  end

  defp work(round) do
    1..50
    |> Task.async_stream(fn number -> Process.sleep(:rand.uniform(20)) && number end, max_concurrency: 10)
    |> Stream.run()

    for _ <- 1..5, do: Task.Supervisor.start_child(TaskStreams.Supervisor, fn -> Process.sleep(:rand.uniform(3000)) end)
    work(round + 1)
  end
end
