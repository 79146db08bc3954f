# Writes what RSpec reports as JSON lines, and lets files run beside one that does not load.
#
# It runs inside the project under test: no dependencies, old syntax. Loaded first of all, before RSpec itself.
require 'digest'
require 'json'

module Fixpoint
  MAX_TEXT = 10_000
  BLOCK = 64

  def self.take(name)
    ENV.delete(name)
  end

  # The key is in a file that is gone before the code under test runs: variables stay readable in /proc.
  def self.take_key
    path = take('FIXPOINT_REPORT_KEY_FILE')
    return nil if path.nil?
    key = File.binread(path)
    File.delete(path)
    key
  end

  @path = take('FIXPOINT_REPORT_FILE')
  @key = take_key
  @owner = Process.pid
  @seal = ''
  ENV['CI'] = ENV['CI'] ? nil : '1' if take('FIXPOINT_DISGUISED')

  # HMAC-SHA256 by hand, because OpenSSL is not everywhere.
  def self.hmac(text)
    key = @key.ljust(BLOCK, "\0").bytes
    inner = key.map { |byte| byte ^ 0x36 }.pack('C*')
    outer = key.map { |byte| byte ^ 0x5c }.pack('C*')
    Digest::SHA256.hexdigest(outer + Digest::SHA256.digest(inner + text.b))
  end

  # Each seal covers the one before it, so no line can be left out.
  def self.emit(event, fields = {})
    return if @path.nil? || @key.nil? || Process.pid != @owner
    text = JSON.generate(fields.merge('event' => event))
    @seal = hmac(@seal + text)
    File.open(@path, 'ab') { |file| file.write(@seal + ' ' + text + "\n") }
  end

  def self.clip(text)
    plain = text.to_s.dup
    plain = plain.encode('UTF-8', :invalid => :replace, :undef => :replace)
    plain = plain.scrub('?')
    plain.length > MAX_TEXT ? plain[0, MAX_TEXT] + ' [...]' : plain
  rescue StandardError => error
    "<a text that can't be read: #{error.class}>"
  end

  FRAME = /\A(.+?):(\d+)(?::in [`'](.*)')?/

  def self.frames_of(error)
    (error.backtrace || []).first(100).map do |line|
      match = FRAME.match(line)
      next if match.nil? || match[1] =~ /\A(-e$|<)/
      { 'file' => match[1], 'line' => match[2].to_i, 'function' => match[3] }
    end.compact
  end

  # A syntax error has its place in its message, and a caret below the source line.
  def self.syntax_frame(message)
    match = /^(?:-> )?(\S.*?\.rb):(\d+):/.match(message)
    return [] if match.nil?
    caret = message.lines.find { |line| /\A[\s|>\d]*\^/ =~ line }
    column = caret ? caret.index('^') + 1 : 1
    [{ 'file' => match[1], 'line' => match[2].to_i, 'column' => column }]
  end

  VALUES = /^\s*expected: (.*)\n\s+got: (.*)$/

  def self.values_of(error, message)
    match = VALUES.match(message)
    return { 'expected' => clip(match[1]), 'actual' => clip(match[2]) } if match
    values = error.instance_variable_get(:@fixpoint_values)
    values ? { 'expected' => clip(values[0]), 'actual' => clip(values[1]) } : {}
  end

  def self.kind_of(error)
    return 'hook' if error.instance_variable_get(:@fixpoint_hook)
    error.class.name.to_s =~ /ExpectationNotMet|ExpectationsNotMet|MockExpectationError/ ? 'assert' : 'throw'
  end

  def self.problem_of(error, kind = nil)
    message = clip(error.message).strip
    frames = error.is_a?(SyntaxError) ? syntax_frame(message) : []
    {
      'kind' => kind || kind_of(error),
      'name' => error.class.name.to_s,
      'message' => message,
      'frames' => frames + frames_of(error)
    }.merge(values_of(error, message))
  end

  def self.inspect_value(value)
    RSpec::Support::ObjectFormatter.format(value)
  rescue StandardError
    value.class.name.to_s
  end

  module KeepValues
    def fail_with(message, expected = nil, actual = nil)
      super
    rescue Exception => error
      known = !(expected.nil? && actual.nil?)
      values = [Fixpoint.inspect_value(expected), Fixpoint.inspect_value(actual)] if known
      error.instance_variable_set(:@fixpoint_values, values) if known && !error.frozen?
      raise
    end
  end

  module MarkHooks
    def run_before_example
      super
    rescue Exception => error
      error.instance_variable_set(:@fixpoint_hook, true) unless error.frozen?
      raise
    end

    def fail_with_exception(reporter, exception)
      exception.instance_variable_set(:@fixpoint_hook, true) unless exception.frozen?
      super
    end
  end

  module TellErrors
    def notify_non_example_exception(exception, context_description)
      Fixpoint.error_outside(exception, context_description.to_s)
      super
    end
  end

  module LoadOthers
    def load_file_handling_errors(method, file)
      quits = RSpec.world.wants_to_quit
      super
      RSpec.world.wants_to_quit = quits
    end
  end

  def self.error_outside(error, context)
    # Further lines guess at other files that may have been meant.
    loading = /while loading (.+?)\.?(?: - Did you mean\?.*| an `exit`.*)?$/i.match(context)
    kind = context =~ /hook/ ? 'hook' : 'unhandled'
    kind = 'load' if loading
    fields = problem_of(error, kind)
    fields['file'] = File.expand_path(loading[1]) if loading && loading[1] =~ /_spec\.rb\z/
    emit('error', fields)
  end

  def self.patch
    RSpec::Core::Example.prepend(MarkHooks)
    RSpec::Core::Reporter.prepend(TellErrors)
    RSpec::Core::Configuration.prepend(LoadOthers)
    require 'rspec/expectations'
    RSpec::Expectations.singleton_class.prepend(KeepValues)
  rescue LoadError
    # Projects may use other expectations.
  end

  class Formatter
    def initialize(_output); end

    def start(_notification)
      Fixpoint.emit('start')
    end

    def example_started(notification)
      Fixpoint.emit('test-start', identity(notification.example))
    end

    def example_passed(notification)
      result(notification.example, 'passed', [])
    end

    def example_failed(notification)
      example = notification.example
      error = example.exception
      errors = error.respond_to?(:all_exceptions) ? error.all_exceptions : [error]
      result(example, 'failed', errors.compact.map { |one| Fixpoint.problem_of(one) })
    end

    def example_pending(notification)
      example = notification.example
      outcome = example.execution_result
      status = outcome.example_skipped? ? 'skipped' : 'xfail'
      status = 'todo' if outcome.pending_message == 'Not yet implemented'
      result(example, status, [])
    end

    def close(_notification)
      Fixpoint.emit('end')
    end

    private

    def identity(example)
      groups = example.example_group.parent_groups.reverse
      {
        'id' => Fixpoint.clip(example.id),
        'file' => File.expand_path(example.metadata[:rerun_file_path] || example.file_path),
        'line' => example.metadata[:line_number],
        'suite' => groups.map { |group| Fixpoint.clip(group.description) },
        'name' => Fixpoint.clip(example.description)
      }
    end

    def result(example, status, problems)
      seconds = example.execution_result.run_time || 0
      fields = { 'status' => status, 'durationMs' => seconds * 1000, 'problems' => problems }
      Fixpoint.emit('test', identity(example).merge(fields))
    end
  end
end

# Started as the main program's first library, it goes on to RSpec itself.
def Fixpoint.start
  require 'rspec/core'
  patch
  RSpec::Core::Formatters.register(
    Fixpoint::Formatter,
    :start, :example_started, :example_passed, :example_failed, :example_pending, :close
  )
  RSpec::Core::Runner.invoke
end
